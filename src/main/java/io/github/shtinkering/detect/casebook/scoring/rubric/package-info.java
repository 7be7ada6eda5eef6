/**
 * The rubric: from a case's evidence to its score. The base says which stages there are, modifiers and limits add to it
 * and take from it, and what is left of the evidence says the verdict. Each step reads the evidence and writes parts.
 */
@NullMarked
package io.github.shtinkering.detect.casebook.scoring.rubric;

import org.jspecify.annotations.NullMarked;
