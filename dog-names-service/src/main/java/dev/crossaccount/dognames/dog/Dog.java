package dev.crossaccount.dognames.dog;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One dog, as the API writes it: {@code {"name":"Xena","gender":"female"}}.
 *
 * @param name the name
 * @param gender the gender that the name is for
 */
@JsonPropertyOrder({ "name", "gender" })
record Dog(String name, Gender gender) {

}
