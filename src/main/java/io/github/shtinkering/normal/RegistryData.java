package io.github.shtinkering.normal;

import java.math.BigInteger;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The data of a registry value, however a source spells it.
 *
 * @param text as logged, bounded; null when not told
 * @param number the data as an unsigned number (a QWORD above 2^63 wraps to negative); null when it is none
 * @param stringType true when a number was stored as a string (REG_SZ "2")
 */
public record RegistryData(@Nullable String text, @Nullable Long number, boolean stringType) {
    /** Data that the source does not tell. */
    public static final RegistryData UNKNOWN = new RegistryData(null, null, false);

    private static final int MAX_NUMBER_TEXT = 64;
    /** {@code DWORD (0x2)}, {@code QWORD (0x0-0x2)}, {@code 0x2}, {@code 2}, {@code 0x2 (2)}, {@code dword:2}. */
    private static final Pattern NUMBER = Pattern.compile("(?i)\\[?\"?(?:(?:[dq]word\\s*\\(\\s*)?"
            + "(?:0x(?<high>[0-9a-f]{1,8})-)?(?:0x(?<hex>[0-9a-f]{1,16})|(?<decimal>\\d{1,20}))(?:\\s*\\(?\\d*\\))?"
            + "|[dq]word:(?<bare>[0-9a-f]{1,16}))\"?]?");

    private static final Pattern BYTES = Pattern.compile(
            "(?i)(?:hex(?:\\([0-9a-f]+\\))?:)?" + "[0-9a-f]{2}(?:[ ,-][0-9a-f]{2}){3}(?:(?:[ ,-][0-9a-f]{2}){4})?");

    /**
     * Reads data whose type is told.
     *
     * @param type {@code REG_DWORD}, {@code SZ_DWORD}, {@code Dword}, {@code %%1876}, ...; null when not told
     */
    public static RegistryData of(@Nullable String data, @Nullable String type) {
        boolean string = isStringType(type);
        RegistryData read = read(data, isNumberType(type));
        return new RegistryData(read.text, read.number, string && read.number != null);
    }

    /** Reads Sysmon's {@code Details}, where a number without {@code DWORD (...)} around it was stored as a string. */
    public static RegistryData ofSysmonDetails(@Nullable String details) {
        RegistryData read = read(details, false);
        boolean typed = read.text != null
                && (AsciiCase.startsWithIgnoreCase(read.text, "dword")
                        || AsciiCase.startsWithIgnoreCase(read.text, "qword"));
        return new RegistryData(read.text, read.number, read.number != null && !typed);
    }

    private static RegistryData read(@Nullable String data, boolean numberType) {
        String text = TextValues.value(data, TextValues.MAX_PATH);
        if (text == null) {
            return UNKNOWN;
        }
        Long number = text.length() > MAX_NUMBER_TEXT ? null : number(text);
        if (number == null && numberType) {
            number = littleEndian(text);
        }
        return new RegistryData(text, number, false);
    }

    private static @Nullable Long number(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String decimal = matcher.group("decimal");
        if (decimal != null) {
            return unsigned(decimal, 10);
        }
        String bare = matcher.group("bare");
        Long low = unsigned(bare != null ? bare : matcher.group("hex"), 16);
        String high = matcher.group("high");
        return high == null || low == null ? low : Long.valueOf((Long.parseLong(high, 16) << 32) | low);
    }

    private static @Nullable Long unsigned(String digits, int radix) {
        BigInteger number = new BigInteger(digits, radix);
        return number.bitLength() <= Long.SIZE ? number.longValue() : null;
    }

    private static @Nullable Long littleEndian(String text) {
        if (text.length() > MAX_NUMBER_TEXT) {
            return null;
        }
        byte[] bytes = BYTES.matcher(text).matches() ? hexBytes(text) : base64(text);
        if (bytes.length != Integer.BYTES && bytes.length != Long.BYTES) {
            return null;
        }
        long number = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            number = number << 8 | (bytes[i] & 0xFF);
        }
        return number;
    }

    private static byte[] hexBytes(String text) {
        String digits = text.substring(text.indexOf(':') + 1).replaceAll("[ ,-]", "");
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static boolean isNumberType(@Nullable String type) {
        return AsciiCase.containsIgnoreCase(type, "word") || "%%1876".equals(type) || "%%1883".equals(type);
    }

    private static boolean isStringType(@Nullable String type) {
        boolean number = isNumberType(type);
        return !number
                && (AsciiCase.containsIgnoreCase(type, "sz")
                        || AsciiCase.containsIgnoreCase(type, "string")
                        || "%%1873".equals(type)
                        || "%%1874".equals(type));
    }
}
