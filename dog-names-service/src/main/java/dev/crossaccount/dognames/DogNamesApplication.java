package dev.crossaccount.dognames;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the program. */
@SpringBootApplication
class DogNamesApplication {

	public static void main(String[] args) {
		SpringApplication.run(DogNamesApplication.class, args);
	}

}
