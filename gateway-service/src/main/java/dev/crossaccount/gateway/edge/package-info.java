@NullMarked
package dev.crossaccount.gateway.edge;

import org.jspecify.annotations.NullMarked;
