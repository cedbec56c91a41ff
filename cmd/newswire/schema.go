package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"newswire/article"
	"newswire/config"
	"newswire/wire"
)

func newSchema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema article|asyncapi|config",
		Short: "Print a machine-readable description of articles, messages or the configuration",
		Long: `Print, as JSON:
  article    the JSON Schema of an article
  asyncapi   the AsyncAPI 3 document of what is published on NATS: channels, headers, payloads
  config     the JSON Schema of newswire.yaml, for editors`,
		Example: `  newswire schema article > article.schema.json
  newswire schema config > newswire.schema.json     # then, first in newswire.yaml:
                                                    # yaml-language-server: $schema=newswire.schema.json`,
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: []string{"article", "asyncapi", "config"},
		RunE: func(cmd *cobra.Command, args []string) error {
			var document []byte
			var err error
			switch args[0] {
			case "article":
				document, err = article.Schema()
			case "asyncapi":
				document, err = wire.AsyncAPI()
			case "config":
				document, err = config.Schema()
			}
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), string(document))
			return err
		},
	}
}
