/** The id that follows one request through the gateway and the service behind it. */
@NullMarked
package dev.crossaccount.privatelink.requestid;

import org.jspecify.annotations.NullMarked;
