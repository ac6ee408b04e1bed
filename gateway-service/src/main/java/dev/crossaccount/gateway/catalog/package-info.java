@NullMarked
package dev.crossaccount.gateway.catalog;

import org.jspecify.annotations.NullMarked;
