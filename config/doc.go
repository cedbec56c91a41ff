// Package config reads newswire.yaml into a typed [Config].
//
// [Load] works in this order: read the YAML (load.go), put environment variables in place of ${NAME}
// (env.go), refuse keys that nobody reads (strict.go), decode over the defaults, add the sites of
// sites_dir, and validate (validate.go). Every error is one line that names the file, the line or the
// key, the value and what to do.
package config
