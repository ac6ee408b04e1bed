/** PROXY protocol version 2, in front of Jetty's own protocols. */
@NullMarked
package dev.crossaccount.privatelink.proxyprotocol;

import org.jspecify.annotations.NullMarked;
