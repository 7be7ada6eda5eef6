package io.github.shtinkering.job.config.secret;

import io.github.shtinkering.job.config.problem.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References to secrets, {@code ${env:NAME}} and {@code ${file:/path}}, inside configured text. The configuration and
 * the job keep and print the reference; only the process that connects somewhere resolves it.
 */
public final class SecretReferences {
    /** What a reference may name: a variable of the environment or a file. */
    static final List<String> KINDS = List.of("env", "file");

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(" + String.join("|", KINDS) + "):([^}]+)}");

    private static final Pattern JAAS_SECRET = Pattern.compile(
            "(?:password|secret|credentials?|token|key)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;\"]*))",
            Pattern.CASE_INSENSITIVE);

    private SecretReferences() {}

    /** Whether a text refers to something that must be resolved. */
    static boolean hasReference(String text) {
        return REFERENCE.matcher(text).find();
    }

    /** Whether a text is one reference and nothing else: a secret that is written out beside one is written out. */
    public static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /**
     * Whether no secret is written out in a line of JAAS options, where a login module and a user's name may be: its
     * passwords and secrets are references, or the whole line is one.
     */
    public static boolean hidesJaasSecrets(String line) {
        if (isReference(line)) {
            return true;
        }
        boolean any = false;
        Matcher options = JAAS_SECRET.matcher(line);
        while (options.find()) {
            any = true;
            String value = options.group(1) == null ? options.group(2) : options.group(1);
            if (!isReference(value)) {
                return false;
            }
        }
        return any;
    }

    /**
     * The text with every reference replaced by what it names; of a file, the text without its last line break.
     *
     * @param key for the message, dotted
     * @throws ConfigException when the variable is not set or the file cannot be read; it names the reference only
     */
    public static String resolve(String key, String text) throws ConfigException {
        Matcher references = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (references.find()) {
            String secret = references.group(1).equals("env")
                    ? variable(key, references.group(2))
                    : contents(key, references.group(2));
            references.appendReplacement(resolved, Matcher.quoteReplacement(secret));
        }
        return references.appendTail(resolved).toString();
    }

    private static String variable(String key, String name) throws ConfigException {
        String value = System.getenv(name);
        if (value == null) {
            throw new ConfigException(key + " refers to the environment variable " + name + ", which is not set");
        }
        return value;
    }

    private static String contents(String key, String path) throws ConfigException {
        try {
            return Files.readString(Path.of(path)).replaceFirst("\\r?\\n\\z", "");
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException(key + " refers to the file " + path + ", which cannot be read");
        }
    }
}
