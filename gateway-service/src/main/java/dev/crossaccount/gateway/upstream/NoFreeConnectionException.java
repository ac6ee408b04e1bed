package dev.crossaccount.gateway.upstream;

import java.io.IOException;

/** All connections to a provider are in use. Nothing was sent. */
class NoFreeConnectionException extends IOException {

	private static final long serialVersionUID = 1L;

	NoFreeConnectionException(String message) {
		super(message);
	}

}
