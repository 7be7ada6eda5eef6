package io.github.shtinkering.publish.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shtinkering.fact.FileActivity;
import io.github.shtinkering.normal.AsciiCase;
import io.github.shtinkering.normal.WindowsPath;

/** A file under ECS's names. */
public final class FileJson {
    private FileJson() {}

    /** Nothing where the record names no path. */
    public static void write(ObjectNode node, FileActivity file) {
        String path = file.path();
        if (path == null) {
            return;
        }
        String name = WindowsPath.fileName(path);
        node.put("path", path);
        node.put("name", name);
        if (path.length() > name.length()) {
            node.put("directory", path.substring(0, path.length() - name.length() - 1));
        }
        int dot = name.lastIndexOf('.');
        if (dot >= 0) {
            node.put("extension", AsciiCase.lower(name.substring(dot + 1)));
        }
        if (file.size() != null) {
            node.put("size", file.size());
        }
    }
}
