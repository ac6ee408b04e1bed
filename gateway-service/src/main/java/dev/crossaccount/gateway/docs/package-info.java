@NullMarked
package dev.crossaccount.gateway.docs;

import org.jspecify.annotations.NullMarked;
