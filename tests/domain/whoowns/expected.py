"""The published tables, copied by hand: what the shipped files must say, cell by cell."""

LETTERS = {"C": "customer", "S": "shared", "P": "provider", "MD": "depends"}

FOUR = ("on-prem", "iaas", "paas", "saas")
THREE = ("iaas", "paas", "saas")

TABLES = {
    "azure-2016": (
        FOUR,
        {
            "Data classification": "C C C C",
            "End-point security": "C C C C",
            "User management": "C C C C",
            "Identity": "C C C P",
            "Applications": "C C C P",
            "Operating system": "C C C P",
            "Network controls": "C C P P",
            "Everything else: servers, network hardware, hypervisor": "C P P P",
        },
    ),
    "azure-2017": (
        FOUR,
        {
            "Data classification & accountability": "C C C C",
            "Client & end-point protection": "C C C S",
            "Identity & access management": "C C S S",
            "Application level controls": "C C S P",
            "Network controls": "C S P P",
            "Host infrastructure": "C S P P",
            "Physical security": "C P P P",
        },
    ),
    "azure-2019": (
        FOUR,
        {
            "Information and data": "C C C C",
            "Devices (mobile and PCs)": "C C C C",
            "Accounts and identities": "C C C C",
            "Identity and directory infrastructure": "C C S S",
            "Applications": "C C S P",
            "Network controls": "C C S P",
            "Operating system": "C C P P",
            "Physical hosts": "C P P P",
            "Physical network": "C P P P",
            "Physical datacenter": "C P P P",
        },
    ),
    "azure-2026": (
        FOUR,
        {
            "Customer data": "C C C C",
            "Configurations and settings": "C C C C",
            "Identities and users": "C C C C",
            "Client devices": "C C C S",
            "Applications": "C C S S",
            "Network controls": "C C S P",
            "Operating system": "C C P P",
            "Physical hosts": "C P P P",
            "Physical network": "C P P P",
            "Physical datacenter": "C P P P",
            "Hypervisor (from the page's prose)": "C P P P",
            "Runtime and middleware (from the page's prose)": "C C P P",
        },
    ),
    "azure-ai": (
        THREE,
        {
            "User training & accountability": "C C C",
            "Usage policy & admin controls": "C C C",
            "Identity, device & access": "C C S",
            "Data governance": "C C S",
            "Plugins & data connections": "C C S",
            "Application design & implementation": "C C P",
            "Application infrastructure": "C C P",
            "Application safety systems": "C C P",
            "Model safety & security systems": "C S P",
            "Model accountability": "C MD P",
            "Model tuning": "C MD P",
            "Model design": "C MD P",
            "Training-data governance": "C MD P",
            "AI compute infrastructure": "S P P",
        },
    ),
    "aws": (
        THREE,
        {
            "Host operating system and virtualization layer": "P P P",
            "Hardware": "P P P",
            "Network infrastructure": "P P P",
            "Facilities: physical and environmental controls (inherited by the customer)": "P P P",
            "Guest operating system, with its patches": "C - -",
            "Application software": "C - -",
            "Security groups": "C - -",
            "Patch management": "S S S",
            "Configuration management": "S S S",
            "Awareness & training": "S S S",
            "Service and communications protection": "C C C",
        },
    ),
    "gcp": (
        FOUR,
        {
            "Content": "C C C C",
            "Access policies": "C C C C",
            "Usage": "C C C C",
            "Deployment": "C C C P",
            "Web application security": "C C C P",
            "Identity": "C C P P",
            "Operations": "C C P P",
            "Access and authentication": "C C P P",
            "Network security": "C C P P",
            "Guest OS, data & content": "C C P P",
            "Audit logging": "C P P P",
            "Network": "C P P P",
            "Storage + encryption": "C P P P",
            "Hardened kernel + IPC": "C P P P",
            "Boot": "C P P P",
            "Hardware": "C P P P",
        },
    ),
}

_WINDOW = (
    "RDS, ElastiCache, OpenSearch (single-tenant managed) — AWS finds, validates and releases "
    "patches and notifies; the customer chooses the window and applies"
)
_EVERYTHING = (
    "S3, DynamoDB — AWS patches everything; the customer has data, encryption options, "
    "classification, IAM"
)
_MODES = (
    "Lambda — Auto mode: AWS applies runtime patches; Manual mode and container images: the "
    "customer"
)
_BY_THE_WINDOW = {"operating-system": ("S", _WINDOW), "runtime": ("S", _WINDOW)}
_PATCHED = {
    "operating-system": ("P", _EVERYTHING),
    "runtime": ("P", _EVERYTHING),
    "data": ("C", _EVERYTHING),
    "configuration": ("C", _EVERYTHING),
    "accounts": ("C", _EVERYTHING),
}

SERVICE_CELLS = {
    "azure-aks": {"aks": {"operating-system": ("S", "control plane P, nodes S")}},
    "azure-aro": {
        "aro": {
            "operating-system": (
                "P",
                "| Azure Red Hat OpenShift | managed Kubernetes | P, workers too |",
            )
        }
    },
    "gcp-gke": {
        "gke": {
            "operating-system": (
                "S",
                "Google patches node images; customer keeps auto-upgrade on",
            )
        }
    },
    "aws": {
        "ec2": {"operating-system": ("C", "EC2 — customer patches the guest")},
        "rds": _BY_THE_WINDOW,
        "elasticache": _BY_THE_WINDOW,
        "opensearch": _BY_THE_WINDOW,
        "s3": _PATCHED,
        "dynamodb": _PATCHED,
        "lambda": {"operating-system": ("MD", _MODES), "runtime": ("MD", _MODES)},
        "fargate": {
            "operating-system": (
                "P",
                "Fargate — the customer has no compute infrastructure to patch",
            )
        },
        "eks": {"operating-system": ("S", "| EKS, ECS on EC2 nodes | managed Kubernetes | S |")},
        "ecs": {"operating-system": ("S", "| EKS, ECS on EC2 nodes | managed Kubernetes | S |")},
    },
    "gcp": {
        "compute-engine": {"operating-system": ("C", "| Compute Engine | IaaS | C |")},
        "app-engine": {
            "operating-system": ("P", "| App Engine, Cloud Functions; Cloud Run | PaaS | P |")
        },
        "cloud-functions": {
            "operating-system": ("P", "| App Engine, Cloud Functions; Cloud Run | PaaS | P |")
        },
        "cloud-run": {
            "operating-system": ("P", "| App Engine, Cloud Functions; Cloud Run | PaaS | P |")
        },
        "bigquery": {"operating-system": ("P", "| BigQuery | PaaS | P |")},
        "workspace": {"operating-system": ("P", "| Google Workspace | SaaS | P |")},
    },
}
"""The cells that a source gives to a service of its own: the party, and the words that say so."""

OPERATING_SYSTEM = {
    "vm": "C", "disks": "C", "vnet": "C", "app-service": "P", "functions": "P",
    "sql-database": "P", "storage": "P", "aks": "S", "aro": "P", "openai": "P",
    "security-copilot": "P", "m365": "P", "dynamics-365": "P", "ec2": "C", "rds": "S",
    "elasticache": "S", "opensearch": "S", "s3": "P", "dynamodb": "P", "fargate": "P",
    "lambda": "MD", "eks": "S", "ecs": "S", "compute-engine": "C", "app-engine": "P",
    "cloud-functions": "P", "cloud-run": "P", "gke": "S", "bigquery": "P", "workspace": "P",
}  # fmt: skip
"""Who patches the operating system under each service."""
