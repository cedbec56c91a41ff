package demo

func post() (*edition, error) { return &edition{notFound: &resource{status: 404}}, nil }
