@NullMarked
package dev.crossaccount.gateway.page;

import org.jspecify.annotations.NullMarked;
