package io.github.shtinkering.console.web;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may ask. On loopback everybody who can reach it, unless a token is given, but under no foreign name: a page of
 * the internet whose name turns into 127.0.0.1 (DNS rebinding) is sent away. Elsewhere only who shows the token.
 */
public final class AccessControl {
    /** The cookie that stands for a token that was shown once. */
    static final String COOKIE = "shtinkering_session";

    private static final Logger LOG = LoggerFactory.getLogger(AccessControl.class);
    private static final int SHORTEST_TOKEN = 16;
    private static final int RANDOM_BYTES = 24;
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[^:\\[\\]]+)(?::[0-9]{1,5})?");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+)", Pattern.CASE_INSENSITIVE);

    private final @Nullable String token;
    private final Set<String> names;
    private final BrowserSessions sessions;
    private final TokenGuesses guesses;

    private AccessControl(@Nullable String token, Set<String> names, InstantSource clock) {
        this.token = token;
        this.names = names;
        this.sessions = new BrowserSessions(clock);
        this.guesses = new TokenGuesses(clock);
    }

    /**
     * For a server that only programs of this machine can reach.
     *
     * @param names under which a proxy on this machine passes requests on, lower case, besides loopback's own
     */
    public static AccessControl loopback(Set<String> names) {
        return new AccessControl(null, Set.copyOf(names), InstantSource.system());
    }

    /**
     * For a server that others can reach.
     *
     * @param names under which people reach it, lower case, besides its addresses
     * @throws IllegalArgumentException when the token can be guessed
     */
    public static AccessControl withToken(String token, Set<String> names) {
        return withToken(token, names, InstantSource.system());
    }

    /** The same by another clock, for the ends of sessions and of waits. */
    static AccessControl withToken(String token, Set<String> names, InstantSource clock) {
        if (token.length() < SHORTEST_TOKEN || !token.matches("\\p{Graph}+")) {
            throw new IllegalArgumentException("the token must have at least " + SHORTEST_TOKEN
                    + " characters, printable ASCII without blanks: try `openssl rand -hex 24`");
        }
        return new AccessControl(token, Set.copyOf(names), clock);
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
     * Whether a request may read.
     *
     * @param authorization the header of this name; null for none
     * @param cookies the {@code Cookie} header; null for none
     * @param asking where the request comes from
     */
    Answer read(@Nullable String authorization, @Nullable String cookies, InetAddress asking) {
        if (token == null || hasSession(cookies == null ? "" : cookies)) {
            return Answer.YES;
        }
        Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
        return bearer.matches() ? show(bearer.group(1), asking) : Answer.NO;
    }

    /**
     * Whether what somebody shows is the token; a wrong one is counted, and is in the log.
     *
     * @param asking where it is shown
     */
    Answer show(String shown, InetAddress asking) {
        if (guesses.mustWait(asking)) {
            return Answer.LATER;
        }
        if (token != null && same(token, shown)) {
            return Answer.YES;
        }
        guesses.wrong(asking);
        LOG.warn("A wrong token was shown from {}", asking.getHostAddress());
        return Answer.NO;
    }

    /** What somebody is told who wants to read. */
    enum Answer {
        YES,
        NO,
        /** Too many wrong tokens came from there. */
        LATER
    }

    /** The value of the {@code Set-Cookie} header for somebody who has shown the token. */
    String sessionCookie() {
        return COOKIE + "=" + sessions.open() + "; Path=/; HttpOnly; SameSite=Strict; Max-Age="
                + BrowserSessions.LENGTH.toSeconds();
    }

    private boolean hasSession(String cookies) {
        for (String cookie : cookies.split(";")) {
            String[] parts = cookie.strip().split("=", 2);
            if (parts.length == 2 && parts[0].equals(COOKIE) && sessions.isOpen(parts[1])) {
                return true;
            }
        }
        return false;
    }

    /** In a time that tells nothing of either. */
    private static boolean same(String secret, String shown) {
        return MessageDigest.isEqual(digest(secret), digest(shown));
    }

    static String digestText(String text) {
        return HexFormat.of().formatHex(digest(text));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
