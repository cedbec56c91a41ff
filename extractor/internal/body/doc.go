// Package body finds the article's body in a parsed page, with no knowledge of the site.
package body
