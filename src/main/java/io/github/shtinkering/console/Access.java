package io.github.shtinkering.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. On loopback everybody who can reach it, unless a token is given, but under no foreign name: a page of
 * the internet whose name turns into 127.0.0.1 (DNS rebinding) is sent away. Elsewhere only who shows the token.
 */
public final class Access {
    /** The cookie that stands for a token that was shown once. */
    static final String COOKIE = "shtinkering_session";

    private static final int SHORTEST_TOKEN = 16;
    private static final int RANDOM_BYTES = 24;
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]]+)(?::[0-9]{1,5})?");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+)", Pattern.CASE_INSENSITIVE);

    private final @Nullable String token;
    private final Set<String> names;
    private final String session = randomToken();

    private Access(@Nullable String token, Set<String> names) {
        this.token = token;
        this.names = names;
    }

    /**
     * For a server that only programs of this machine can reach.
     *
     * @param names under which a proxy on this machine passes requests on, lower case, besides loopback's own
     */
    public static Access loopback(Set<String> names) {
        return new Access(null, Set.copyOf(names));
    }

    /**
     * For a server that others can reach.
     *
     * @param names under which people reach it, lower case, besides its addresses
     * @throws IllegalArgumentException when the token can be guessed
     */
    public static Access withToken(String token, Set<String> names) {
        if (token.length() < SHORTEST_TOKEN || !token.matches("\\p{Graph}+")) {
            throw new IllegalArgumentException("the token must have at least " + SHORTEST_TOKEN
                    + " characters, printable ASCII without blanks: try `openssl rand -hex 24`");
        }
        return new Access(token, Set.copyOf(names));
    }

    /** A token nobody guesses, safe in URLs, headers and shells. */
    public static String randomToken() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    boolean asksForToken() {
        return token != null;
    }

    /** Whether a request's {@code Host} header names this server. An address cannot be rebound, a name can. */
    boolean isOurName(@Nullable String hostHeader) {
        Matcher matcher = HOST.matcher(hostHeader == null ? "" : hostHeader);
        if (!matcher.matches()) {
            return false;
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        return name.equals("localhost") || names.contains(name) || (token == null ? isLoopback(name) : isAddress(name));
    }

    private static boolean isLoopback(String name) {
        return name.equals("[::1]") || IPV4.matcher(name).matches() && name.startsWith("127.");
    }

    private static boolean isAddress(String name) {
        return name.startsWith("[") || IPV4.matcher(name).matches();
    }

    /**
     * Whether a request shows the token, or the cookie that stands for it.
     *
     * @param authorization the header of this name; null for none
     * @param cookies the {@code Cookie} header; null for none
     */
    boolean mayRead(@Nullable String authorization, @Nullable String cookies) {
        if (token == null) {
            return true;
        }
        Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
        return bearer.matches() && isToken(bearer.group(1)) || hasSession(cookies == null ? "" : cookies);
    }

    boolean isToken(String shown) {
        return token != null && same(token, shown);
    }

    /** The value of the {@code Set-Cookie} header for somebody who has shown the token. */
    String sessionCookie() {
        return COOKIE + "=" + session + "; Path=/; HttpOnly; SameSite=Strict";
    }

    private boolean hasSession(String cookies) {
        for (String cookie : cookies.split(";")) {
            String[] parts = cookie.strip().split("=", 2);
            if (parts.length == 2 && parts[0].equals(COOKIE) && same(session, parts[1])) {
                return true;
            }
        }
        return false;
    }

    /** In a time that tells nothing of either. */
    private static boolean same(String secret, String shown) {
        return MessageDigest.isEqual(digest(secret), digest(shown));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
