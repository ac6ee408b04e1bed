package dev.crossaccount.gateway.throttle;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientAddressTest {

	@ParameterizedTest
	@CsvSource({ "203.0.113.7, 203.0.113.7", "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
			"2001:db8:1:2:ffff::1, 20010db800010002/64", "2001:db8:1:3::1, 20010db800010003/64",
			"::ffff:203.0.113.7, 203.0.113.7" })
	void shouldCountASubscriberOnce(String address, String subscriber) throws UnknownHostException {
		InetSocketAddress client = new InetSocketAddress(InetAddress.getByName(address), 1234);
		assertThat(ClientAddress.subscriber(client)).isEqualTo(subscriber);
	}

	@Test
	void shouldCountThoseWithoutAnAddressTogether() {
		assertThat(ClientAddress.subscriber(null)).isEqualTo("unknown");
		assertThat(ClientAddress.subscriber(InetSocketAddress.createUnresolved("a.example", 1))).isEqualTo("unknown");
	}

}
