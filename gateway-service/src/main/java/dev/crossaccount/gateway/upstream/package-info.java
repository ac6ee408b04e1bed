@NullMarked
package dev.crossaccount.gateway.upstream;

import org.jspecify.annotations.NullMarked;
