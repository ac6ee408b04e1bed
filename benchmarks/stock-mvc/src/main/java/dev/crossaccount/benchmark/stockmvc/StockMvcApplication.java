package dev.crossaccount.benchmark.stockmvc;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the program. */
@SpringBootApplication
class StockMvcApplication {

	public static void main(String[] args) {
		SpringApplication.run(StockMvcApplication.class, args);
	}

}
