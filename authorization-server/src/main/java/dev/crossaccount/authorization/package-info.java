/**
 * Issues tokens for local use and tests. A deployment uses the authorization server that
 * its company has.
 */
@NullMarked
package dev.crossaccount.authorization;

import org.jspecify.annotations.NullMarked;
