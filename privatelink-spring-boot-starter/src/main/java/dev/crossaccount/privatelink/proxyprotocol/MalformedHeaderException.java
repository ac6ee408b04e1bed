package dev.crossaccount.privatelink.proxyprotocol;

import java.io.IOException;
import java.io.Serial;

/**
 * Says why a connection's first bytes are no PROXY header that this service accepts.
 */
class MalformedHeaderException extends IOException {

	@Serial
	private static final long serialVersionUID = 1L;

	MalformedHeaderException(String message) {
		super(message);
	}

}
