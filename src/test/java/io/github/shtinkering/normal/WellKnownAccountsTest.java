package io.github.shtinkering.normal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WellKnownAccountsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "NT AUTHORITY\\SYSTEM",
                "AUTORITE NT\\Système",
                "NT-AUTORITÄT\\LOKALER DIENST",
                "NT AUTHORITY\\SERVICIO LOCAL",
                "NT AUTHORITY\\SERVIZIO DI RETE",
                "AUTORIDADE NT\\SISTEMA",
                "ZARZĄDZANIE NT\\USŁUGA SIECIOWA",
                "NT INSTANS\\NÄTVERKSTJÄNST",
                "NT AUTHORITY\\СИСТЕМА",
                "NT AUTHORITY\\сетевая служба",
                "NT AUTHORITY\\AĞ HİZMETİ",
                "NT AUTHORITY\\HÁLÓZATI SZOLGÁLTATÁS",
                "NT AUTHORITY\\SÍŤOVÁ SLUŽBA"
            })
    void servicesAreNoPersonsInAnyLanguage(String account) {
        assertThat(WellKnownAccounts.isService(account, null)).isTrue();
        assertThat(WellKnownAccounts.isPerson(account, null)).isFalse();
    }

    @Test
    void theSidDecidesWhereItIsTold() {
        assertThat(WellKnownAccounts.isService("CORP\\x", "S-1-5-18")).isTrue();
        assertThat(WellKnownAccounts.isService("CORP\\SISTEMA", "S-1-5-21-1-2-3-1001"))
                .isFalse();
        assertThat(WellKnownAccounts.isPerson("CORP\\SISTEMA", "S-1-5-21-1-2-3-1001"))
                .isTrue();
        assertThat(WellKnownAccounts.isPerson("CORP\\WS-01$", "S-1-5-21-1-2-3-1001"))
                .isFalse();
        assertThat(WellKnownAccounts.isPerson("CORP\\bob", null)).isTrue();
        assertThat(WellKnownAccounts.isPerson("Window Manager\\DWM-1", null)).isFalse();
        assertThat(WellKnownAccounts.isService(null, null)).isFalse();
    }
}
