/** Who did what with which token, and who tries too often. */
@NullMarked
package dev.holdfast.backend.auth.audit;

import org.jspecify.annotations.NullMarked;
