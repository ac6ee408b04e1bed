package dev.crossaccount.gateway.request;

/**
 * A filter of this program. Requests to providers that take no other part of Cloud
 * Gateway take the short way, where the filter has done its work already or has none to
 * do.
 */
public interface OwnFilter {

}
