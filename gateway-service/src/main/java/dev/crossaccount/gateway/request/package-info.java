@NullMarked
package dev.crossaccount.gateway.request;

import org.jspecify.annotations.NullMarked;
