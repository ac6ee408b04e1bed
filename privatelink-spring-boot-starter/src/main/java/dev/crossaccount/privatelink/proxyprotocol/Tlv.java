package dev.crossaccount.privatelink.proxyprotocol;

/**
 * One type-length-value field of a PROXY header.
 *
 * @param type the type, 0 to 255
 * @param value the value, not copied
 */
public record Tlv(int type, byte[] value) {

}
