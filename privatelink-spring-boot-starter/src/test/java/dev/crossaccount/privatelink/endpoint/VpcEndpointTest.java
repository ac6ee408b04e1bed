package dev.crossaccount.privatelink.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.crossaccount.privatelink.proxyprotocol.ProxyHeader;
import dev.crossaccount.privatelink.proxyprotocol.Tlv;
import dev.crossaccount.privatelink.testing.ProxyBytes;

import static org.assertj.core.api.Assertions.assertThat;

class VpcEndpointTest {

	@Test
	void shouldFindTheIdAmongOtherFields() {
		assertThat(VpcEndpoint.in(header(new Tlv(0x05, new byte[] { 1 }), new Tlv(0xEA, new byte[] { 2, 3 }),
				endpoint(ProxyBytes.ENDPOINT))))
			.isEqualTo(ProxyBytes.ENDPOINT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "vpce-", "vpc-08d2bf15", "VPCE-08d2bf15", "vpce-08D2BF15", "vpce-08d2 bf15",
			"vpce-08d2\r\nX: y", "vpce-08d2\u00e9", "vpce-012345678901234567890123456789012", " vpce-08d2bf15" })
	void shouldNotTakeAnIdOfAnotherForm(String id) {
		assertThat(VpcEndpoint.in(header(endpoint(id)))).isNull();
	}

	@Test
	void shouldNotChooseBetweenTwoIds() {
		assertThat(VpcEndpoint.in(header(endpoint("vpce-0a"), endpoint("vpce-0b")))).isNull();
	}

	@Test
	void shouldFindNoneInAnEmptyOrForeignField() {
		assertThat(VpcEndpoint.in(header(new Tlv(0xEA, new byte[0])))).isNull();
		assertThat(VpcEndpoint.in(header(new Tlv(0xEA, bytes((char) 2 + "vpce-0a"))))).isNull();
		assertThat(VpcEndpoint.in(header(new Tlv(0xEB, bytes((char) 1 + "vpce-0a"))))).isNull();
	}

	private static ProxyHeader header(Tlv... tlvs) {
		return new ProxyHeader(null, null, Stream.of(tlvs).toList());
	}

	private static Tlv endpoint(String id) {
		return new Tlv(0xEA, bytes((char) 1 + id));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
