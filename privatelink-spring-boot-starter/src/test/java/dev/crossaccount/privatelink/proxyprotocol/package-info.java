@NullMarked
package dev.crossaccount.privatelink.proxyprotocol;

import org.jspecify.annotations.NullMarked;
