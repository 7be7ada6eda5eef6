package io.github.shtinkering.normal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which accounts are persons, whose credentials would have to be changed, and which are Windows' own for services. */
public final class WellKnownAccounts {
    private static final Set<String> SERVICE_SIDS = Set.of("S-1-5-18", "S-1-5-19", "S-1-5-20");

    /** SYSTEM, LOCAL SERVICE and NETWORK SERVICE as Windows translates them; where it does not, the English name stands. */
    private static final Set<String> SERVICES = lower(
            "SYSTEM",
            "LOCAL SERVICE",
            "LOCALSERVICE",
            "NETWORK SERVICE",
            "NETWORKSERVICE",
            // German, French, Spanish, Italian, Portuguese
            "LOKALER DIENST",
            "NETZWERKDIENST",
            "Système",
            "SERVICE LOCAL",
            "SERVICE RÉSEAU",
            "SISTEMA",
            "SERVICIO LOCAL",
            "SERVICIO DE RED",
            "SERVIZIO LOCALE",
            "SERVIZIO DI RETE",
            "SERVIÇO LOCAL",
            "SERVIÇO DE REDE",
            // Polish, Czech, Hungarian, Russian, Turkish
            "USŁUGA LOKALNA",
            "USŁUGA SIECIOWA",
            "MÍSTNÍ SLUŽBA",
            "SÍŤOVÁ SLUŽBA",
            "RENDSZER",
            "HELYI SZOLGÁLTATÁS",
            "HÁLÓZATI SZOLGÁLTATÁS",
            "СИСТЕМА",
            "ЛОКАЛЬНАЯ СЛУЖБА",
            "СЕТЕВАЯ СЛУЖБА",
            "SİSTEM",
            "YEREL HİZMET",
            "AĞ HİZMETİ",
            // Swedish, Danish and Norwegian, Finnish, Dutch
            "LOKAL TJÄNST",
            "NÄTVERKSTJÄNST",
            "LOKAL TJENESTE",
            "NETVÆRKSTJENESTE",
            "NETTVERKSTJENESTE",
            "JÄRJESTELMÄ",
            "PAIKALLINEN PALVELU",
            "VERKKOPALVELU",
            "SYSTEEM",
            "LOKALE SERVICE",
            "NETWERKSERVICE");

    private static final Set<String> ANONYMOUS = lower(
            "ANONYMOUS LOGON",
            "ANONYMOUS-ANMELDUNG",
            "INICIO DE SESIÓN ANÓNIMO",
            "ACCESSO ANONIMO",
            "LOGON ANÔNIMO",
            "АНОНИМНЫЙ ВХОД",
            "IUSR");
    private static final List<String> WINDOW_MANAGERS = List.of("dwm-", "umfd-");

    private WellKnownAccounts() {}

    /**
     * Whether the account is a person's: by its SID (of a domain, machine or Entra ID) where told, else by its name.
     *
     * @param user {@code DOMAIN\\name} or the name
     */
    public static boolean isPerson(String user, @Nullable String sid) {
        String name = name(user);
        if (name.isEmpty() || name.endsWith("$")) {
            return false;
        }
        if (sid != null) {
            return sid.startsWith("S-1-5-21-") || sid.startsWith("S-1-12-1-");
        }
        return !SERVICES.contains(name)
                && !ANONYMOUS.contains(name)
                && WINDOW_MANAGERS.stream().noneMatch(name::startsWith);
    }

    /**
     * Whether the account is SYSTEM, LOCAL SERVICE or NETWORK SERVICE: by its SID where told, else by its name in the
     * language of the host.
     *
     * @param user {@code DOMAIN\\name} or the name
     */
    public static boolean isService(@Nullable String user, @Nullable String sid) {
        return sid != null ? SERVICE_SIDS.contains(sid) : user != null && SERVICES.contains(name(user));
    }

    private static String name(String user) {
        return user.substring(user.lastIndexOf('\\') + 1).strip().toLowerCase(Locale.ROOT);
    }

    private static Set<String> lower(String... names) {
        return Stream.of(names).map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }
}
