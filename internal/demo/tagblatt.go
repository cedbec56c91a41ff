package demo

func tagblatt() (*edition, error) { return &edition{notFound: &resource{status: 404}}, nil }
