package dev.crossaccount.privatelink.proxyprotocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.crossaccount.privatelink.testing.ProxyBytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

class ProxyHeaderTest {

	@Test
	void shouldReadAddressesAndFields() throws Exception {
		ProxyHeader header = readWhole(ProxyBytes.through(ProxyBytes.ENDPOINT));
		assertThat(header.source()).hasToString("/10.1.2.3:4660");
		assertThat(header.destination()).hasToString("/10.9.8.7:8080");
		assertThat(header.tlvs()).singleElement().satisfies((tlv) -> {
			assertThat(tlv.type()).isEqualTo(0xEA);
			assertThat(new String(tlv.value(), StandardCharsets.US_ASCII)).isEqualTo("\u0001" + ProxyBytes.ENDPOINT);
		});
	}

	@Test
	void shouldReadIpv6() throws Exception {
		byte[] addresses = ProxyBytes
			.hex("20010db8000000000000000000000001 20010db8000000000000000000000002 1234 1f90");
		ProxyHeader header = readWhole(ProxyBytes.header(0x21, 0x21, addresses));
		assertThat(header.source()).hasToString("/[2001:db8:0:0:0:0:0:1]:4660");
	}

	@Test
	void shouldStopBehindTheHeader() throws Exception {
		byte[] request = "GET /".getBytes(StandardCharsets.US_ASCII);
		ByteBuffer bytes = ByteBuffer.wrap(ProxyBytes.join(ProxyBytes.through(ProxyBytes.ENDPOINT), request));
		assertThat(ProxyHeader.read(bytes)).isNotNull();
		assertThat(bytes.remaining()).isEqualTo(request.length);
	}

	@Test
	void shouldSkipPadding() throws Exception {
		ProxyHeader header = readWhole(
				ProxyBytes.header(0x21, 0x11, ProxyBytes.IPV4, ProxyBytes.tlv(0x04, new byte[9])));
		assertThat(header.tlvs()).isEmpty();
	}

	@Test
	void shouldAcceptARightChecksum() throws Exception {
		assertThat(read(ProxyBytes.withChecksum(0))).isNotNull();
	}

	@ParameterizedTest
	@MethodSource("headersWithoutAddresses")
	void shouldIgnoreWhatABalancerSaysOfItself(byte[] bytes) throws Exception {
		assertThat(read(bytes)).isEqualTo(new ProxyHeader(null, null, List.of()));
	}

	static Stream<Arguments> headersWithoutAddresses() {
		return Stream.of(argumentSet("LOCAL", (Object) ProxyBytes.header(0x20, 0x00)),
				argumentSet("LOCAL with addresses and an endpoint",
						(Object) ProxyBytes.header(0x20, 0x11, ProxyBytes.IPV4, ProxyBytes.vpce(ProxyBytes.ENDPOINT))),
				argumentSet("LOCAL with rubbish", (Object) ProxyBytes.header(0x20, 0xFF, new byte[5])),
				argumentSet("UNSPEC", (Object) ProxyBytes.header(0x21, 0x00)));
	}

	@Test
	void shouldAskForMoreUntilTheLastByte() throws Exception {
		byte[] bytes = ProxyBytes.through(ProxyBytes.ENDPOINT);
		for (int length = 0; length < bytes.length; length++) {
			ByteBuffer part = ByteBuffer.wrap(Arrays.copyOf(bytes, length));
			assertThat(ProxyHeader.read(part)).as("after %d bytes", length).isNull();
			assertThat(part.position()).isZero();
		}
	}

	@ParameterizedTest
	@MethodSource
	void shouldRefuse(byte[] bytes) {
		assertThatExceptionOfType(MalformedHeaderException.class).isThrownBy(() -> read(bytes));
	}

	static Stream<Arguments> shouldRefuse() {
		return MalformedHeaders.all();
	}

	@Test
	void shouldNeverDoWorseThanRefuse() {
		Random random = new Random(1);
		byte[] right = ProxyBytes.withChecksum(0);
		for (int i = 0; i < 100_000; i++) {
			byte[] wrong = Arrays.copyOf(right, 13 + random.nextInt(right.length));
			for (int changes = random.nextInt(4); changes >= 0; changes--) {
				wrong[12 + random.nextInt(wrong.length - 12)] = (byte) random.nextInt();
			}
			try {
				read(wrong);
			}
			catch (MalformedHeaderException ex) {
				assertThat(ex).hasMessageStartingWith("it");
			}
		}
	}

	private static ProxyHeader readWhole(byte[] bytes) throws MalformedHeaderException {
		return Objects.requireNonNull(read(bytes));
	}

	private static @Nullable ProxyHeader read(byte[] bytes) throws MalformedHeaderException {
		return ProxyHeader.read(ByteBuffer.wrap(bytes));
	}

}
