package demo

func ledger() (*edition, error) { return &edition{notFound: &resource{status: 404}}, nil }
