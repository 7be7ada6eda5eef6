/** Indices of OpenSearch or Elasticsearch. */
@NullMarked
package io.github.shtinkering.sink.opensearch;

import org.jspecify.annotations.NullMarked;
