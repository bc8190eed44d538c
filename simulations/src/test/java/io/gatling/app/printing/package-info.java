/** What stands for Gatling where its package is what matters. */
@NullMarked
package io.gatling.app.printing;

import org.jspecify.annotations.NullMarked;
