/** How a service leaves. */
@NullMarked
package dev.crossaccount.privatelink.lifecycle;

import org.jspecify.annotations.NullMarked;
