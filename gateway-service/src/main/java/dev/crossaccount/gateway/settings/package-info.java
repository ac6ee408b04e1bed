@NullMarked
package dev.crossaccount.gateway.settings;

import org.jspecify.annotations.NullMarked;
