package io.github.shtinkering.normal;

import org.jspecify.annotations.Nullable;

/** {@code WS-01.CORP.EXAMPLE}, {@code ws-01.} and {@code ws-01} are one host; an address is never cut. */
public final class HostNames {
    /** The longest DNS name. */
    private static final int MAX_LENGTH = 255;

    private HostNames() {}

    /**
     * Returns the canonical name; null when there is none, or it is longer than a DNS name can be.
     *
     * @param keepDomain whether the domain stays in the name, for fleets with the same short name in several domains
     */
    public static @Nullable HostName parse(@Nullable String raw, boolean keepDomain) {
        String text = TextValues.value(raw);
        if (text == null) {
            return null;
        }
        String name = withoutTrailingDots(AsciiCase.lower(text));
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return null;
        }
        int dot = name.indexOf('.');
        if (keepDomain || dot <= 0 || isAddress(name)) {
            return new HostName(name, null);
        }
        return new HostName(name.substring(0, dot), name.substring(dot + 1));
    }

    private static String withoutTrailingDots(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '.') {
            end--;
        }
        return name.substring(0, end);
    }

    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || isIpv4(name);
    }

    private static boolean isIpv4(String name) {
        int dots = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return dots == 3;
    }
}
