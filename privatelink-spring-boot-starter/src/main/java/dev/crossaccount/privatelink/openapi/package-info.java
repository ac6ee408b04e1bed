/**
 * What a service says about its API: an OpenAPI document at one path, with the answers
 * that all services give.
 */
@NullMarked
package dev.crossaccount.privatelink.openapi;

import org.jspecify.annotations.NullMarked;
