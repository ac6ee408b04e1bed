package dev.crossaccount.gateway.settings;

/** Whether a connection begins with a PROXY protocol header. */
public enum ProxyProtocol {

	/** The client is whoever opened the connection. */
	OFF,

	/** The header names the client; a connection without one is closed. */
	REQUIRED

}
