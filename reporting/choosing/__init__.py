"""What of a talk goes into its report: claims, themes and passages, by quotas."""
