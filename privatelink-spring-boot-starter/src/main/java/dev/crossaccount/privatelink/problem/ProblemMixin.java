package dev.crossaccount.privatelink.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import org.springframework.http.converter.json.ProblemDetailJacksonMixin;

/**
 * Writes the members of a problem in the order of RFC 9457, rather than of the alphabet.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({ "type", "title", "status", "detail", "instance" })
interface ProblemMixin extends ProblemDetailJacksonMixin {

}
