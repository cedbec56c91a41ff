package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"newswire/article"
)

func newSchema() *cobra.Command {
	return &cobra.Command{
		Use:       "schema article",
		Short:     "Print the JSON Schema of what Newswire publishes",
		Example:   "  newswire schema article > article.schema.json",
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: []string{"article"},
		RunE: func(cmd *cobra.Command, _ []string) error {
			schema, err := article.Schema()
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), string(schema))
			return err
		},
	}
}
