/** Spring Cloud Gateway as it comes, for comparison. */
@NullMarked
package dev.crossaccount.benchmark.stockgateway;

import org.jspecify.annotations.NullMarked;
