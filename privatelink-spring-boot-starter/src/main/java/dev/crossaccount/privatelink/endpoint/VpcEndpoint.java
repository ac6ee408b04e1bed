package dev.crossaccount.privatelink.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

import dev.crossaccount.privatelink.proxyprotocol.ProxyHeader;
import dev.crossaccount.privatelink.proxyprotocol.Tlv;

/**
 * Names and form of a VPC endpoint's id, such as {@code vpce-08d2bf15fac5001c9}.
 */
public final class VpcEndpoint {

	/**
	 * Request attribute that holds the id as a {@code String}; absent where the
	 * connection did not come through a VPC endpoint.
	 */
	public static final String ATTRIBUTE = "vpcEndpointId";

	/** MDC key of the id. */
	public static final String MDC_KEY = "vpcEndpointId";

	/** Key of the id's tag on {@code http.server.requests}. */
	public static final String METRIC_TAG = "vpc.endpoint.id";

	/** PP2_TYPE_AWS. */
	private static final int TYPE_AWS = 0xEA;

	/** PP2_SUBTYPE_AWS_VPCE_ID. */
	private static final byte SUBTYPE_VPCE_ID = 0x01;

	/** AWS makes ids of 8 and 17 hex digits; there is room for names in a test set-up. */
	private static final Pattern FORM = Pattern.compile("vpce-[0-9a-z]{1,32}");

	private VpcEndpoint() {
	}

	/**
	 * Returns the id of the endpoint that a request came through.
	 * @param request the request
	 * @return the id, or {@code null}
	 */
	public static @Nullable String of(ServletRequest request) {
		return (String) request.getAttribute(ATTRIBUTE);
	}

	static boolean isWellFormed(String id) {
		return FORM.matcher(id).matches();
	}

	/** The id in a header; {@code null} where there is none, or not exactly one. */
	static @Nullable String in(ProxyHeader header) {
		String found = null;
		for (Tlv tlv : header.tlvs()) {
			byte[] value = tlv.value();
			if (tlv.type() == TYPE_AWS && value.length > 0 && value[0] == SUBTYPE_VPCE_ID) {
				if (found != null) {
					return null;
				}
				found = new String(value, 1, value.length - 1, StandardCharsets.ISO_8859_1);
			}
		}
		return (found != null && isWellFormed(found)) ? found : null;
	}

}
