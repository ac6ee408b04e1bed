package dev.crossaccount.gateway.headers;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ForwardedTest {

	@Test
	void shouldWriteAnIpv4AddressAsItIs() {
		assertThat(Forwarded.value("192.0.2.1", "api.example.com:8080", "http"))
			.isEqualTo("for=192.0.2.1;host=\"api.example.com:8080\";proto=http");
	}

	@Test
	void shouldQuoteAnIpv6Address() {
		assertThat(Forwarded.value("2001:db8::1", null, "https")).isEqualTo("for=\"[2001:db8::1]\";proto=https");
	}

	@Test
	void shouldNotLetAHostBreakOutOfItsQuotes() {
		assertThat(Forwarded.value("192.0.2.1", "a\";for=6.6.6.6", "http")).isEqualTo("for=192.0.2.1;proto=http");
		assertThat(Forwarded.value("192.0.2.1", "a\\", "http")).isEqualTo("for=192.0.2.1;proto=http");
	}

	@Test
	void shouldSayUnknownWithoutAnAddress() {
		assertThat(Forwarded.value(null, null, "http")).isEqualTo("for=unknown;proto=http");
	}

	@Test
	void shouldCompressIpv6AndDropTheZone() throws UnknownHostException {
		byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();
		InetAddress scoped = Inet6Address.getByAddress(null, linkLocal, 2);
		assertThat(Forwarded.address(new InetSocketAddress(scoped, 1))).isEqualTo("fe80::1");
	}

	@Test
	void shouldWriteAMappedAddressAsIpv4() throws UnknownHostException {
		assertThat(Forwarded.address(new InetSocketAddress(InetAddress.getByName("::ffff:192.0.2.1"), 1)))
			.isEqualTo("192.0.2.1");
	}

	@ParameterizedTest
	@CsvSource({ "a, http, 80", "a, https, 443", "a:8080, https, 8080", "[::1], http, 80", "[::1]:81, http, 81",
			", http, 80" })
	void shouldTakeThePortOfTheHostOrTheDefaultOfTheScheme(@Nullable String host, String scheme, String port) {
		assertThat(Forwarded.port(host, scheme)).isEqualTo(port);
	}

}
