/** Which VPC endpoint a request came through, and whether it may. */
@NullMarked
package dev.crossaccount.privatelink.endpoint;

import org.jspecify.annotations.NullMarked;
