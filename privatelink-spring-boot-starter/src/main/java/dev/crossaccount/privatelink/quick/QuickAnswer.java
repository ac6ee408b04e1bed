package dev.crossaccount.privatelink.quick;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Answers GET requests for one path with JSON that is at hand, ahead of servlets and
 * Spring MVC, which cost more than such an answer.
 * <p>
 * A service declares it as a bean beside the controller for the same path. The controller
 * gets every request that asks for more than the JSON: another media type or method, a
 * body, an endpoint to be refused, a trace.
 *
 * @param path the path, exactly as in the request
 * @param cacheControl value of the header {@code Cache-Control}
 * @param body returns the body in UTF-8, which nobody changes afterwards, or {@code null}
 * to leave a request to the controller; asked on the thread that reads connections, so it
 * must not wait for anything
 */
public record QuickAnswer(String path, String cacheControl, Supplier<byte @Nullable []> body) {

}
