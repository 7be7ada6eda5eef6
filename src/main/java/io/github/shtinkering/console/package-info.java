/**
 * One page over what the job found: the files of a replay or demo, or an OpenSearch index. It only reads. Everything it
 * shows was written by strangers and stays text: the server sends JSON, the page makes text nodes of it.
 */
@NullMarked
package io.github.shtinkering.console;

import org.jspecify.annotations.NullMarked;
