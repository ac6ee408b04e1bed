/** Spring MVC on Tomcat as it comes, for comparison. */
@NullMarked
package dev.crossaccount.benchmark.stockmvc;

import org.jspecify.annotations.NullMarked;
