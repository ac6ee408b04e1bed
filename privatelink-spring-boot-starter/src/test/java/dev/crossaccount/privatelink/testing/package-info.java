/** A small service and raw sockets to talk to it. */
@NullMarked
package dev.crossaccount.privatelink.testing;

import org.jspecify.annotations.NullMarked;
