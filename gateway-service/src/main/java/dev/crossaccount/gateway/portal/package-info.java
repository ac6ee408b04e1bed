/** The page at {@code /}, where people see what there is and how it does. */
@NullMarked
package dev.crossaccount.gateway.portal;

import org.jspecify.annotations.NullMarked;
